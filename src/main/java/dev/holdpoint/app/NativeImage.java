package dev.holdpoint.app;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What a native image must keep though no code names it: the cache that Caffeine makes for a bounded weight. */
@RegisterForReflection(
        classNames = {"com.github.benmanes.caffeine.cache.SSMW", "com.github.benmanes.caffeine.cache.PSMW"})
final class NativeImage {

    private NativeImage() {}
}
