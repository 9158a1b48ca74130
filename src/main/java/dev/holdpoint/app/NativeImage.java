package dev.holdpoint.app;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a native image must keep though no code names it: the caches that Caffeine makes for a bounded weight, and for a bounded
 * number that expires after it was written or used.
 */
@RegisterForReflection(
        classNames = {
            "com.github.benmanes.caffeine.cache.SSMW",
            "com.github.benmanes.caffeine.cache.PSMW",
            "com.github.benmanes.caffeine.cache.SSMSW",
            "com.github.benmanes.caffeine.cache.PSWMS",
            "com.github.benmanes.caffeine.cache.SSMSA",
            "com.github.benmanes.caffeine.cache.PSAMS"
        })
final class NativeImage {

    private NativeImage() {}
}
