/**
 * Measures the gateway as a process beside others, and its hot parts by themselves.
 */
@NullMarked
package io.selvage.benchmarks;

import org.jspecify.annotations.NullMarked;
