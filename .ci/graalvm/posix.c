#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "svm_locale.h"
extern char **environ;
char **getEnviron(void) { return environ; }
void exitWithMessage(const char *message) { fputs(message, stderr); exit(1); }
int getThreadId(void) { return (int)syscall(SYS_gettid); }
void codeSynchronization_clearCache(unsigned long from, unsigned long to) { __builtin___clear_cache((char *)from, (char *)to); }
int fprintfSD(FILE *out, const char *format, const char *text, int number) { return fprintf(out, format, text, number); }
int openSII(const char *path, int flags, int mode) { return open(path, flags, mode); }
int openatISII(int dir, const char *path, int flags, int mode) { return openat(dir, path, flags, mode); }
void *mremapP(void *old, size_t old_size, size_t new_size, int flags, void *to) { return mremap(old, old_size, new_size, flags, to); }
/* the JDK's own lookup, in its static libjava */
extern char *findJavaTZ_md(const char *java_home);
char *SVM_FindJavaTZmd(const char *mappings, int length) { return findJavaTZ_md(""); }
/* user-mode time of one thread, in nanoseconds: the 14th field of its stat file, counted in clock ticks */
long getThreadUserTimeSlow(int tid) {
  char path[64], text[1024];
  unsigned long ticks;
  snprintf(path, sizeof path, "/proc/self/task/%d/stat", tid);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  ssize_t n = read(fd, text, sizeof text - 1);
  close(fd);
  if (n <= 0) return -1;
  text[n] = 0;
  char *p = strrchr(text, ')'); /* the name before it can hold spaces */
  if (!p || sscanf(p + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu", &ticks) != 1) return -1;
  return (long)ticks * (1000000000L / sysconf(_SC_CLK_TCK));
}
/* signals: the handler counts, one dispatcher thread takes the counts */
static _Atomic int taken;
static sem_t arrived;
static _Atomic int pending[_NSIG];
static void on_signal(int sig) {
  int saved = errno;
  if (sig >= 0 && sig < _NSIG) { atomic_fetch_add(&pending[sig], 1); sem_post(&arrived); }
  errno = saved;
}
int cSunMiscSignal_open(void) {
  int free_ = 0;
  if (!atomic_compare_exchange_strong(&taken, &free_, 1)) return 1;
  for (int i = 0; i < _NSIG; i++) atomic_store(&pending[i], 0);
  if (sem_init(&arrived, 0, 0) == 0) return 0;
  atomic_store(&taken, 0);
  return -1;
}
int cSunMiscSignal_close(void) {
  if (sem_destroy(&arrived) != 0) return -1;
  atomic_store(&taken, 0);
  return 0;
}
int cSunMiscSignal_awaitSemaphore(void) { return sem_wait(&arrived) == 0 || errno == EINTR ? 0 : -1; }
int cSunMiscSignal_signalSemaphore(void) { return sem_post(&arrived); }
int cSunMiscSignal_signalRangeCheck(int sig) { return sig >= 0 && sig < _NSIG; }
int cSunMiscSignal_checkPendingSignal(void) {
  for (int i = 0; i < _NSIG; i++)
    if (atomic_load(&pending[i]) > 0) { atomic_fetch_sub(&pending[i], 1); return i; }
  return -1;
}
void (*cSunMiscSignal_signalHandlerFunctionPointer(void))(int) { return on_signal; }
/* locale: language[_COUNTRY][.charset][@variant] of LC_MESSAGES (display) and LC_CTYPE (format) */
static svm_locale_props_t props;
static char names[2][3][32];
static void parse_locale(int category, char to[3][32], const char **language, const char **country, const char **variant) {
  const char *name = setlocale(category, NULL);
  memset(to, 0, 3 * 32);
  if (!name || !strcmp(name, "C") || !strcmp(name, "POSIX")) name = "en_US";
  else if (!strncmp(name, "C.", 2)) name = "en";
  int part = 0, at = 0; /* 0 language, 1 country, 2 variant; 3 (the charset) is dropped */
  for (; *name; name++) {
    if (*name == '_' && part == 0) { part = 1; at = 0; }
    else if (*name == '.') part = 3;
    else if (*name == '@') { part = 2; at = 0; }
    else if (part < 3 && at < 31) to[part][at++] = *name;
  }
  *language = to[0];
  *country = to[1][0] ? to[1] : NULL;
  *variant = to[2][0] ? to[2] : NULL;
}
int svm_initialize_locale(void) {
  setlocale(LC_ALL, "");
  parse_locale(LC_MESSAGES, names[0], &props.display_language, &props.display_country, &props.display_variant);
  parse_locale(LC_CTYPE, names[1], &props.format_language, &props.format_country, &props.format_variant);
  return SVM_LOCALE_INITIALIZATION_SUCCEEDED;
}
const svm_locale_props_t *svm_get_locale(void) { return &props; }
