/**
 * The request context that policies and expressions work on: what C# expressions call
 * {@code context}.
 */
@NullMarked
package io.selvage.gateway.context;

import org.jspecify.annotations.NullMarked;
