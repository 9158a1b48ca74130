/**
 * Calls the replicas of a service that runs, as askers, responders and tabs would, and writes down what they were told: a
 * history that {@code history} judges. It knows the service by its HTTP contract alone; tests use it, and operators by {@code
 * holdpoint verify-cluster}.
 */
@NullMarked
package dev.holdpoint.cluster;

import org.jspecify.annotations.NullMarked;
