/**
 * The core of .NET: object, text, numbers, arrays, exceptions, delegates and what else
 * lives in the namespace System.
 */
@NullMarked
package io.selvage.gateway.expression.core;

import org.jspecify.annotations.NullMarked;
