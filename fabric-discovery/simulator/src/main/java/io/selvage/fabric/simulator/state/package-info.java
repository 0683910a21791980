/**
 * What the simulated cluster knows of itself: applications, services, partitions and
 * replicas, with the location versions that the failover manager of a real cluster would
 * give them.
 */
@NullMarked
package io.selvage.fabric.simulator.state;

import org.jspecify.annotations.NullMarked;
