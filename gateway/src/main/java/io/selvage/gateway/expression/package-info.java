/**
 * C# policy expressions: lexer, parser, binder against a closed list of types, compiler.
 */
@NullMarked
package io.selvage.gateway.expression;

import org.jspecify.annotations.NullMarked;
