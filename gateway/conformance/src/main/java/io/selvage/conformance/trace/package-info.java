/**
 * The recorded trace of a Service Fabric call, made again by the whole gateway against a
 * simulated cluster.
 */
@NullMarked
package io.selvage.conformance.trace;

import org.jspecify.annotations.NullMarked;
