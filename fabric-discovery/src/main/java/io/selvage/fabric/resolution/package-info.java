/**
 * The cache of resolved partitions: single flight, versions that never go back, refresh
 * in the background, honest staleness.
 */
@NullMarked
package io.selvage.fabric.resolution;

import org.jspecify.annotations.NullMarked;
