/**
 * The command {@code holdpoint}: what whoever runs the service says on its machine. A running server hears it through a
 * socket in the data folder ({@link dev.holdpoint.cli.AdminSocket}); where none runs, the store is opened for a moment. Both
 * go through one {@link dev.holdpoint.cli.Operator}, who makes nothing by itself.
 */
@NullMarked
package dev.holdpoint.cli;

import org.jspecify.annotations.NullMarked;
