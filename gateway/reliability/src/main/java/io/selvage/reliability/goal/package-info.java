/**
 * The goals, each with what it does to the processes and what it measures.
 */
@NullMarked
package io.selvage.reliability.goal;

import org.jspecify.annotations.NullMarked;
