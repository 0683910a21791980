/**
 * The simulated cluster as a program of its own.
 */
@NullMarked
package io.selvage.fabric.simulator.standalone;

import org.jspecify.annotations.NullMarked;
