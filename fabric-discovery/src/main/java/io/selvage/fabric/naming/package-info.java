/**
 * The REST protocol of a cluster's naming and query services: calls, JSON, errors, and
 * the choice among management endpoints.
 */
@NullMarked
package io.selvage.fabric.naming;

import org.jspecify.annotations.NullMarked;
