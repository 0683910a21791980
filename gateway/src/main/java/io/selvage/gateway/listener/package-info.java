/**
 * The data plane's end towards clients: checks requests, finds their operation, runs its
 * filters and writes the answer.
 */
@NullMarked
package io.selvage.gateway.listener;

import org.jspecify.annotations.NullMarked;
