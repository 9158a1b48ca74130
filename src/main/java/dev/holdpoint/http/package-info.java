/**
 * What stands before every door: which hosts the service goes by, how slowly a request may come, how large it may be, who
 * is calling; and how a request is read and refused where no framework does.
 */
@NullMarked
package dev.holdpoint.http;

import org.jspecify.annotations.NullMarked;
