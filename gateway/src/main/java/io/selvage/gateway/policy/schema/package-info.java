/**
 * Compares JSON and XML bodies with schemas of an API's description or of the catalog.
 */
@NullMarked
package io.selvage.gateway.policy.schema;

import org.jspecify.annotations.NullMarked;
