/* memory and CPU limits of the cgroup that is mounted at /sys/fs/cgroup (v2, else v1) */
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#define VERSION 240100
#define UNLIMITED -1L
static long value(const char *v2, const char *v1, const char *key) {
  const char *path[] = { v2, v1 };
  char line[256], full[256];
  for (int i = 0; i < 2; i++) {
    if (!path[i]) continue;
    snprintf(full, sizeof full, "/sys/fs/cgroup/%s", path[i]);
    FILE *f = fopen(full, "re");
    if (!f) continue;
    long v = UNLIMITED, n;
    while (fgets(line, sizeof line, f)) {
      if (!key) { if (sscanf(line, "%ld", &n) == 1) v = n; break; }
      size_t k = strlen(key);
      if (!strncmp(line, key, k) && line[k] == ' ' && sscanf(line + k, "%ld", &n) == 1) { v = n; break; }
    }
    fclose(f);
    return v > 0x7000000000000000L ? UNLIMITED : v;
  }
  return UNLIMITED;
}
static int cpus(void) { cpu_set_t s; return sched_getaffinity(0, sizeof s, &s) == 0 ? CPU_COUNT(&s) : (int)sysconf(_SC_NPROCESSORS_ONLN); }
static double quota(void) { /* CPUs' worth of time, or 0 for no limit */
  long q = -1, p = -1;
  FILE *f = fopen("/sys/fs/cgroup/cpu.max", "re");
  if (f) { if (fscanf(f, "%ld %ld", &q, &p) != 2) q = -1; fclose(f); }
  else { q = value(NULL, "cpu/cpu.cfs_quota_us", NULL); p = value(NULL, "cpu/cpu.cfs_period_us", NULL); }
  return q > 0 && p > 0 ? (double)q / (double)p : 0;
}
long svm_container_memory_limit_in_bytes(void) { return value("memory.max", "memory/memory.limit_in_bytes", NULL); }
long svm_container_memory_and_swap_limit_in_bytes(void) {
  long swap = value("memory.swap.max", NULL, NULL), mem = svm_container_memory_limit_in_bytes();
  return swap < 0 || mem < 0 ? value(NULL, "memory/memory.memsw.limit_in_bytes", NULL) : mem + swap;
}
long svm_container_memory_soft_limit_in_bytes(void) { return value("memory.low", "memory/memory.soft_limit_in_bytes", NULL); }
long svm_container_memory_usage_in_bytes(void) { return value("memory.current", "memory/memory.usage_in_bytes", NULL); }
long svm_container_memory_max_usage_in_bytes(void) { return value("memory.peak", "memory/memory.max_usage_in_bytes", NULL); }
long svm_container_rss_usage_in_bytes(void) { return value("memory.stat", NULL, "anon"); }
long svm_container_cache_usage_in_bytes(void) { return value("memory.stat", NULL, "file"); }
unsigned long svm_container_physical_memory(void) { /* what the process may use of it */
  unsigned long all = (unsigned long)sysconf(_SC_PHYS_PAGES) * (unsigned long)sysconf(_SC_PAGESIZE);
  long limit = svm_container_memory_limit_in_bytes();
  return limit > 0 && (unsigned long)limit < all ? (unsigned long)limit : all;
}
int svm_container_active_processor_count(void) {
  double q = quota();
  int n = cpus(), limit = (int)q + (q > (int)q);
  return limit > 0 && limit < n ? limit : n;
}
int svm_container_initialize(int version) {
  if (version != VERSION) return version < VERSION ? 3 : 2;
  return svm_container_memory_limit_in_bytes() > 0 || quota() > 0; /* 1: there are limits to heed */
}
