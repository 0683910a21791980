/**
 * Compares JSON bodies with the schemas of an API's description.
 */
@NullMarked
package io.selvage.gateway.policy.schema;

import org.jspecify.annotations.NullMarked;
