/**
 * A simulated cluster for JUnit tests.
 */
@NullMarked
package io.selvage.fabric.simulator.junit;

import org.jspecify.annotations.NullMarked;
