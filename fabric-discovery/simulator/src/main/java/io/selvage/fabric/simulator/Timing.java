package io.selvage.fabric.simulator;

import java.time.Duration;

/**
 * How long the cluster takes for what it does by itself.
 *
 * @param failoverGap between the loss of a primary and the election of the next
 * @param restartTime between the end of a process and its return
 */
record Timing(Duration failoverGap, Duration restartTime) {
}
