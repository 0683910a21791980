package io.selvage.gateway.target.fabric;

import io.selvage.fabric.FabricEndpoint;
import io.selvage.gateway.forward.Endpoint;

/**
 * An instance or replica that may be tried.
 *
 * @param fabric what the naming service said about it
 * @param endpoint the listener to call
 */
record Instance(FabricEndpoint fabric, Endpoint endpoint) {
}
