/**
 * The gateway application.
 */
@NullMarked
package io.selvage.gateway;

import org.jspecify.annotations.NullMarked;
