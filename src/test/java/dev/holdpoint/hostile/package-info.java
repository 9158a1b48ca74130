/** What hostile callers tried: a test for each, larger by a property ({@code hostile.scale}). */
package dev.holdpoint.hostile;
