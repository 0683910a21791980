/**
 * The naming REST API (port 19080 of a real cluster): several nodes, each with a cache of
 * its own that goes stale as a real one does, and faults to inject.
 */
@NullMarked
package io.selvage.fabric.simulator.naming;

import org.jspecify.annotations.NullMarked;
