/**
 * What every door that speaks HTTP's JSON shares: the bodies that come in, the views that go out, and problems. How they
 * travel is each door's own.
 */
@NullMarked
package dev.holdpoint.wire;

import org.jspecify.annotations.NullMarked;
