/**
 * Settings under {@code selvage.*} and the wiring of the gateway.
 */
@NullMarked
package io.selvage.gateway.config;

import org.jspecify.annotations.NullMarked;
