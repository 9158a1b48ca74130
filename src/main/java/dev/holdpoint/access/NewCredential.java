package dev.holdpoint.access;

/**
 * A credential that is to be kept.
 *
 * @param hash of its secret
 */
public record NewCredential(String hash, Credential credential) {}
