/**
 * Recorded and constructed answers of a Service Fabric cluster, read by the discovery
 * client.
 */
@NullMarked
package io.selvage.conformance.fabric;

import org.jspecify.annotations.NullMarked;
