/**
 * What discovery tells Micrometer.
 */
@NullMarked
package io.selvage.fabric.metrics;

import org.jspecify.annotations.NullMarked;
