/**
 * What can be done to the connections of a server from outside: break, close, freeze,
 * delay.
 */
@NullMarked
package io.selvage.fabric.simulator.wire;

import org.jspecify.annotations.NullMarked;
