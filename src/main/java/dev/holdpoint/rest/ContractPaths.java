package dev.holdpoint.rest;

import dev.holdpoint.http.Paths;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** The paths of this door are those of the contract. */
@Singleton
class ContractPaths implements Paths {

    @Override
    public Optional<Set<String>> methodsAt(String path) {
        return Contract.methodsAt(path);
    }
}
