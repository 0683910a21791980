/**
 * Clusters described in JSON: the scenario file, and the same pieces in bodies of the
 * control API.
 */
@NullMarked
package io.selvage.fabric.simulator.scenario;

import org.jspecify.annotations.NullMarked;
