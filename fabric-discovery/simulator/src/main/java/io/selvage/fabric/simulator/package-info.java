/**
 * A simulated Service Fabric cluster that speaks the naming REST API and runs real HTTP
 * services.
 */
@NullMarked
package io.selvage.fabric.simulator;

import org.jspecify.annotations.NullMarked;
