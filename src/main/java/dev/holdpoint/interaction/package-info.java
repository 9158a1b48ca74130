/**
 * Values and rules: what an interaction is, what may be asked, how it can end, who calls and what they may see. It knows
 * nothing of ours and nothing of anybody else's; whoever takes something from outside asks the values here whether it
 * can be.
 */
@NullMarked
package dev.holdpoint.interaction;

import org.jspecify.annotations.NullMarked;
