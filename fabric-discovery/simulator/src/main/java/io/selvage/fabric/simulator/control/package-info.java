/**
 * A small HTTP API to change a running cluster from outside, on a port of its own.
 */
@NullMarked
package io.selvage.fabric.simulator.control;

import org.jspecify.annotations.NullMarked;
