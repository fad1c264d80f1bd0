// What a page has is made livelier; what it lacks is left alone. Every page works without this file.

import { Player } from "./player.js";
import { enhanceChapters } from "./chapters.js";
import { enhanceTranscript } from "./transcript.js";
import { enhanceSharing } from "./share.js";

const root = document.querySelector("[data-player]");
const player = root ? new Player(root) : null;
const chapters = document.querySelector("[data-chapters]");
const transcript = document.querySelector("[data-transcript]");
const address = document.querySelector("[data-share]");
if (player && chapters) enhanceChapters(chapters, player);
if (player && transcript) enhanceTranscript(transcript, player);
if (address) enhanceSharing(address, player);
