/**
 * Service Fabric as a discovery client of Spring Cloud: properties, auto-configuration,
 * instances, health, heartbeat.
 */
@NullMarked
package io.selvage.fabric.discovery;

import org.jspecify.annotations.NullMarked;
