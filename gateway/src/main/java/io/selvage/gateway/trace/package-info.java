/**
 * The trace of one request in the shape of Azure API Management.
 */
@NullMarked
package io.selvage.gateway.trace;

import org.jspecify.annotations.NullMarked;
