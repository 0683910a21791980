/**
 * JSON web tokens and basic credentials, read from header values.
 */
@NullMarked
package io.selvage.gateway.expression.jwt;

import org.jspecify.annotations.NullMarked;
