/* the few functions of the JVM interface that the JDK's C libraries call in an image */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <jni.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
void initialize(void) {}
int JVM_ActiveProcessorCount(void) { cpu_set_t s; return sched_getaffinity(0, sizeof s, &s) == 0 ? CPU_COUNT(&s) : (int)sysconf(_SC_NPROCESSORS_ONLN); }
void *JVM_FindLibraryEntry(void *library, const char *name) { return dlsym(library, name); }
void JVM_BeforeHalt(void) {}
void JVM_Halt(jint code) { exit(code); }
jboolean JVM_IsStaticallyLinked(void) { return JNI_TRUE; }
jstring JVM_GetTemporaryDirectory(JNIEnv *env) { return (*env)->NewStringUTF(env, "/tmp"); }
static jlong clock_ns(clockid_t id) { struct timespec t; clock_gettime(id, &t); return (jlong)t.tv_sec * 1000000000 + t.tv_nsec; }
jlong JVM_CurrentTimeMillis(JNIEnv *env, jclass c) { return clock_ns(CLOCK_REALTIME) / 1000000; }
jlong JVM_NanoTime(JNIEnv *env, jclass c) { return clock_ns(CLOCK_MONOTONIC); }
jlong JVM_GetNanoTimeAdjustment(JNIEnv *env, jclass c, jlong from_seconds) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  jlong s = (jlong)t.tv_sec - from_seconds;
  return s > 4294967296 || s < -4294967296 ? -1 : s * 1000000000 + t.tv_nsec; /* -1: too far apart for a long of nanoseconds */
}
jlong Java_java_lang_System_currentTimeMillis(JNIEnv *env, jclass c) { return JVM_CurrentTimeMillis(env, c); }
jlong Java_java_lang_System_nanoTime(JNIEnv *env, jclass c) { return JVM_NanoTime(env, c); }
jlong Java_jdk_internal_misc_VM_getNanoTimeAdjustment(JNIEnv *env, jclass c, jlong s) { return JVM_GetNanoTimeAdjustment(env, c, s); }
int jio_vsnprintf(char *to, size_t size, const char *format, va_list args) {
  if (size == 0) return -1;
  int n = vsnprintf(to, size, format, args);
  return n < 0 || (size_t)n >= size ? -1 : n;
}
int jio_snprintf(char *to, size_t size, const char *format, ...) { va_list a; va_start(a, format); int n = jio_vsnprintf(to, size, format, a); va_end(a); return n; }
int jio_vfprintf(FILE *out, const char *format, va_list args) { return vfprintf(out, format, args); }
int jio_fprintf(FILE *out, const char *format, ...) { va_list a; va_start(a, format); int n = vfprintf(out, format, a); va_end(a); return n; }
