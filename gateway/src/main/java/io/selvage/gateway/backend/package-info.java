/**
 * Builds targets from the backend entities of the catalog, with their credentials, TLS
 * identity and clusters, and finds the target of a request.
 */
@NullMarked
package io.selvage.gateway.backend;

import org.jspecify.annotations.NullMarked;
