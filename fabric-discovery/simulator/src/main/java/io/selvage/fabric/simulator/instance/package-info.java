/**
 * The services of the simulated cluster: real HTTP servers whose answers tests compose.
 */
@NullMarked
package io.selvage.fabric.simulator.instance;

import org.jspecify.annotations.NullMarked;
