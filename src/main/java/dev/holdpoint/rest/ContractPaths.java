package dev.holdpoint.rest;

import dev.holdpoint.http.Paths;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The paths of this door are those of the contract. */
@Singleton
class ContractPaths implements Paths {

    @Override
    public Optional<Known> at(String path) {
        return Contract.at(path);
    }
}
