/**
 * Who is calling: credentials and what they are worth, tokens that are made of others, people who sign in. It makes
 * {@link dev.holdpoint.interaction.Caller}s of what requests show; nobody else knows a secret, and what is kept of one is its
 * hash. Stores keep its ports {@link dev.holdpoint.access.Tokens} and {@link dev.holdpoint.access.SignIns}.
 */
@NullMarked
package dev.holdpoint.access;

import org.jspecify.annotations.NullMarked;
