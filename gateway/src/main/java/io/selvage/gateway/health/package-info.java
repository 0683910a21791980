/**
 * Active health probes of backends: off the path of requests, and off unless configured.
 */
@NullMarked
package io.selvage.gateway.health;

import org.jspecify.annotations.NullMarked;
