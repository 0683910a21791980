/**
 * Turns a snapshot of the catalog into what serves requests, and swaps it in one step.
 */
@NullMarked
package io.selvage.gateway.runtime;

import org.jspecify.annotations.NullMarked;
