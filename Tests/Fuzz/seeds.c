#include "seeds.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int read_file(bytes *file, const char *path) {
  FILE *stream = fopen(path, "rb");
  if (!stream)
    return -1;
  file->capacity = MAX_MUTANT_BYTES;
  file->data = malloc(file->capacity);
  file->count = file->data ? fread(file->data, 1, file->capacity, stream) : 0;
  fclose(stream);
  return file->count > 0 && file->count < file->capacity ? 0 : -1;
}

/// The index of the format that `name` begins with; −1 when there is no room or no dash.
static int format_of(seed_set *set, const char *name) {
  size_t length = strcspn(name, "-");
  if (name[length] == 0 || length >= sizeof set->format_names[0])
    return -1;
  for (int i = 0; i < set->format_count; i++)
    if (strlen(set->format_names[i]) == length && memcmp(set->format_names[i], name, length) == 0)
      return i;
  if (set->format_count == MAX_FORMATS)
    return -1;
  memcpy(set->format_names[set->format_count], name, length);
  return set->format_count++;
}

static int is_visible(const struct dirent *entry) { return entry->d_name[0] != '.'; }

int seeds_read(seed_set *set, const char *folder) {
  struct dirent **entries = NULL;
  int found = scandir(folder, &entries, is_visible, alphasort);
  int failed = found < 1;
  for (int i = 0; i < found; i++) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
    if (!failed) {
      seed *next = &set->seeds[set->count];
      failed = set->count == MAX_SEEDS || read_file(&next->file, path) < 0 ||
               (next->format = format_of(set, entries[i]->d_name)) < 0;
      set->count += !failed;
      if (failed)
        fprintf(stderr, "%s cannot be a seed: FORMAT-NAME.EXT of 1 byte to 256 KiB.\n", path);
    }
    free(entries[i]);
  }
  free(entries);
  if (found < 1)
    fprintf(stderr, "No seeds in %s: scripts/fuzz makes them.\n", folder);
  return failed ? -1 : 0;
}
