package io.akashi.tlog.internal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Ed25519 (RFC 8032) of the JDK, with raw keys as C2SP writes them. Pure functions. */
public final class Ed25519 {
  /** Length of a raw public key and of the seed of a private one. */
  public static final int KEY_BYTES = 32;

  private static final String NAME = "Ed25519";
  // SubjectPublicKeyInfo of RFC 8410 up to the 32 bytes of the key.
  private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

  private Ed25519() {}

  /** The public key of 32 bytes, or empty when they are no point of the curve. */
  public static Optional<PublicKey> publicKey(byte[] raw) {
    byte[] encoded = Arrays.copyOf(SPKI, SPKI.length + raw.length);
    System.arraycopy(raw, 0, encoded, SPKI.length, raw.length);
    try {
      return Optional.of(factory().generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (InvalidKeySpecException e) {
      return Optional.empty();
    }
  }

  /** The 32 bytes of a public key. */
  public static byte[] raw(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
  }

  public static KeyPair generate() {
    return generate(new SecureRandom());
  }

  /** The pair of a PKCS#8 private key, or empty when the bytes are not one of Ed25519. */
  public static Optional<KeyPair> pair(byte[] pkcs8) {
    try {
      PrivateKey key = factory().generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      return ((EdECPrivateKey) key).getBytes().map(Ed25519::pairOfSeed);
    } catch (InvalidKeySpecException e) {
      return Optional.empty();
    }
  }

  public static byte[] sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance(NAME);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 cannot sign", e);
    }
  }

  /** Whether the signature holds; false for one of a wrong form. */
  public static boolean verify(PublicKey key, byte[] message, byte[] bytes) {
    try {
      Signature signature = Signature.getInstance(NAME);
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(bytes);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  // The JDK computes a public key only when it generates a pair, so it is given the seed for
  // chance.
  private static KeyPair pairOfSeed(byte[] seed) {
    return generate(new FixedRandom(seed));
  }

  private static KeyPair generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
      generator.initialize(NamedParameterSpec.ED25519, random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no Ed25519", e);
    }
  }

  private static KeyFactory factory() {
    try {
      return KeyFactory.getInstance(NAME);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no Ed25519", e);
    }
  }

  private static final class FixedRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] seed;

    private FixedRandom(byte[] seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}
