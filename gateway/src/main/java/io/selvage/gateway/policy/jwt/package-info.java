/**
 * Validation of JSON web tokens: keys, their discovery, signatures and encryption.
 */
@NullMarked
package io.selvage.gateway.policy.jwt;

import org.jspecify.annotations.NullMarked;
