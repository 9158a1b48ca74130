#include <cpuid.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "amd64cpufeatures.h"
enum { L1, L7, L71, X1, X7, NLEAF };
enum { A, B, C, D };
enum { ANY, YMM, ZMM, APX }; /* register state that the system must have enabled */
#define F(name, leaf, reg, bit, state) { offsetof(CPUFeatures, f##name), leaf, reg, bit, state }
static const struct { unsigned short at; unsigned char leaf, reg, bit, state; } table[] = {
  F(TSC, L1, D, 4, ANY), F(CX8, L1, D, 8, ANY), F(CMOV, L1, D, 15, ANY), F(FLUSH, L1, D, 19, ANY), F(MMX, L1, D, 23, ANY),
  F(FXSR, L1, D, 24, ANY), F(SSE, L1, D, 25, ANY), F(SSE2, L1, D, 26, ANY), F(HT, L1, D, 28, ANY),
  F(SSE3, L1, C, 0, ANY), F(CLMUL, L1, C, 1, ANY), F(SSSE3, L1, C, 9, ANY), F(FMA, L1, C, 12, YMM), F(SSE4_1, L1, C, 19, ANY),
  F(SSE4_2, L1, C, 20, ANY), F(POPCNT, L1, C, 23, ANY), F(AES, L1, C, 25, ANY), F(AVX, L1, C, 28, YMM), F(VZEROUPPER, L1, C, 28, YMM),
  F(F16C, L1, C, 29, YMM), F(HV, L1, C, 31, ANY),
  F(BMI1, L7, B, 3, ANY), F(AVX2, L7, B, 5, YMM), F(BMI2, L7, B, 8, ANY), F(ERMS, L7, B, 9, ANY), F(RTM, L7, B, 11, ANY),
  F(AVX512F, L7, B, 16, ZMM), F(AVX512DQ, L7, B, 17, ZMM), F(ADX, L7, B, 19, ANY), F(AVX512_IFMA, L7, B, 21, ZMM), F(FLUSHOPT, L7, B, 23, ANY),
  F(CLWB, L7, B, 24, ANY), F(AVX512PF, L7, B, 26, ZMM), F(AVX512ER, L7, B, 27, ZMM), F(AVX512CD, L7, B, 28, ZMM), F(SHA, L7, B, 29, ANY),
  F(AVX512BW, L7, B, 30, ZMM), F(AVX512VL, L7, B, 31, ZMM),
  F(AVX512_VBMI, L7, C, 1, ZMM), F(PKU, L7, C, 3, ANY), F(OSPKE, L7, C, 4, ANY), F(AVX512_VBMI2, L7, C, 6, ZMM), F(CET_SS, L7, C, 7, ANY),
  F(GFNI, L7, C, 8, ANY), F(AVX512_VAES, L7, C, 9, YMM), F(AVX512_VPCLMULQDQ, L7, C, 10, YMM), F(AVX512_VNNI, L7, C, 11, ZMM),
  F(AVX512_BITALG, L7, C, 12, ZMM), F(AVX512_VPOPCNTDQ, L7, C, 14, ZMM), F(RDPID, L7, C, 22, ANY),
  F(FSRM, L7, D, 4, ANY), F(SERIALIZE, L7, D, 14, ANY), F(CET_IBT, L7, D, 20, ANY), F(AVX512_FP16, L7, D, 23, ZMM),
  F(SHA512, L71, A, 0, YMM), F(AVX_IFMA, L71, A, 23, YMM), F(AVX10_1, L71, D, 19, ZMM), F(APX_F, L71, D, 21, APX),
  F(LZCNT, X1, C, 5, ANY), F(SSE4A, X1, C, 6, ANY), F(AMD_3DNOW_PREFETCH, X1, C, 8, ANY), F(RDTSCP, X1, D, 27, ANY),
  F(TSCINV_BIT, X7, D, 8, ANY), F(TSCINV, X7, D, 8, ANY),
};
void determineCPUFeatures(CPUFeatures *f) {
  static const unsigned leaf[NLEAF][2] = { {1, 0}, {7, 0}, {7, 1}, {0x80000001u, 0}, {0x80000007u, 0} };
  unsigned r[NLEAF][4], xlo = 0, xhi;
  memset(f, 0, sizeof *f);
  memset(r, 0, sizeof r);
  for (int i = 0; i < NLEAF; i++)
    __get_cpuid_count(leaf[i][0], leaf[i][1], &r[i][A], &r[i][B], &r[i][C], &r[i][D]);
  if (r[L1][C] >> 27 & 1) __asm__ volatile("xgetbv" : "=a"(xlo), "=d"(xhi) : "c"(0));
  const int has[] = { 1, (xlo & 0x6) == 0x6, (xlo & 0xe6) == 0xe6, xlo >> 19 & 1 };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    ((char *)f)[table[i].at] = (r[table[i].leaf][table[i].reg] >> table[i].bit & 1) && has[table[i].state];
  if (f->fAVX10_1) {
    unsigned a, b = 0, c, d;
    __get_cpuid_count(0x24, 0, &a, &b, &c, &d);
    f->fAVX10_2 = (b & 0xff) >= 2;
  }
}
/* mask: one byte a feature, bit 0 clear where the image needs it; 0 when the machine has them all */
int checkCPUFeatures(const unsigned char *mask) {
  CPUFeatures f;
  determineCPUFeatures(&f);
  for (size_t i = 0; i < sizeof f; i++)
    if (!(mask[i] & 1) && !((const char *)&f)[i]) return 1;
  return 0;
}
int checkCPUFeaturesOrExit(const unsigned char *mask, const char *message) {
  if (checkCPUFeatures(mask)) { fputs(message, stderr); exit(1); }
  return 0;
}
