/**
 * Json.NET's token model: reading, writing, querying, converting and merging JSON.
 */
@NullMarked
package io.selvage.gateway.expression.json;

import org.jspecify.annotations.NullMarked;
