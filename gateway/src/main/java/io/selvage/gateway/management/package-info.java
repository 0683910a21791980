/**
 * What the gateway itself shows and does on the management port.
 */
@NullMarked
package io.selvage.gateway.management;

import org.jspecify.annotations.NullMarked;
