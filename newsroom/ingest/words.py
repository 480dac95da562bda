"""Words that pages of news have in common, as parts of patterns: for pages saved as text and HTML.

Each is a list of alternatives for a regular expression, to be matched in capitals or not. A family
of languages has a line or some.
"""

from typing import Final

# What stands before the colon of a picture's credit.
CREDIT_LABELS: Final = (
    r"(?:image|picture|photo|lead|cover|file)?[\s-]?credits?|images?|(?:file )?pictures?"
    r"|(?:file )?photos?"
    r"|photograph(?:s|er|y)?|(?:image|picture|photo) (?:source|copyright)|photo(?:graph)?s? by"
    r"|photos? courtesy(?: of)?|illustrations?|graphics?|screenshots?"
    r"|bild(?:er|quellen?|nachweise?|rechte)?|symbolbild|archivbild|titelbild"
    r"|foto(?:s|credits?|quelle|nachweis|graf(?:in|en)?|grafie)?|archivfotos?|symbolfotos?"
    r"|(?:info)?grafik"
    r"|crédits?(?: photos?| images?)?|photographies?|photographe|visuel|légende et crédit"
    r"|im[aá]gen(?:es)?|fotograf[ií]as?(?: de)?"
    r"|créditos?(?: (?:de (?:la )?(?:foto|imagen)|da (?:foto|imagem)))?"
    r"|fotógraf[oa]|imagem|imagens|reprodução|immagin[ei]|credit[io]|fotografi[ae]"
    r"|fotografo|imatges?"
    r"|beeld|afbeelding|foto['’]s|billede|billeder|bilde|fotoet|kuvat?|valokuv(?:a|at)|mynd"
    r"|ljósmynd"
    r"|zdjęci[ea]|zdj|fot|obrázek|snímek|snímka|obr|kép(?:ek)?|fotók?|imagin[ei]|fotografie|slika"
    r"|snimka|foto(?:ğraf|ğraflar)|resim|görsel|nuotrauka|nuotr|attēls|pildi?|imazhi|picha|hoto"
    r"|gambar|larawan|ảnh|hình ảnh"
    r"|фото(?:графия|графії|граф)?|изображение|иллюстрация|зображення|світлина|снимка|слика|выява"
    r"|φωτο(?:γραφία|γραφίες)?|εικόνα|צילום|תמונה|(?:ال)?صورة|(?:مصدر|حقوق) الصور[ةه]?|تصوير|عکس"
    r"|تصویر|तस्वीर|फ़?ोटो|फोटो|चित्र|छवि|ছবি|படம்|ภาพ|图片?(?:来源|来自)?|圖片?(?:來源)?|照片|摄影"
    r"|攝影|写真|撮影|画像|사진"
)

# Houses that lend pictures, as their credits name them.
HOUSES: Final = (
    "Reuters", "AFP", "AP", "EPA", "EFE", "ANSA", "dpa", "APA", "PA", "PA Media", "PA Wire",
    "PA Images", "Getty", "Getty Images", "AP Photo", "AFP Photo", "imago", "imago images",
    "picture alliance", "picture-alliance", "Picture Alliance", "ZUMA", "ZUMA Press",
    "Shutterstock", "Alamy", "NurPhoto", "Anadolu", "Anadolu Agency", "Anadolu Images", "Xinhua",
    "TASS", "ITAR-TASS", "RIA Novosti", "Sputnik", "Bloomberg", "Sipa", "ABACA", "MAXPPP",
    "Keystone", "Belga", "ANP", "TT", "NTB", "Ritzau", "Ritzau Scanpix", "Scanpix", "Lehtikuva",
    "PAP", "MTI", "ČTK", "EPA-EFE", "EFE-EPA", "LaPresse", "Europa Press", "Magnum", "laif",
    "Hans Lucas", "Corbis", "Rex", "USA Today Sports", "Imagn", "Action Images", "eyevine",
    "ullstein", "ddp", "iStock", "Adobe Stock", "AdobeStock", "stock.adobe.com", "123RF",
    "Depositphotos", "Dreamstime", "Fotolia", "Handout",
)  # fmt: skip

# Whose the page is, all of it.
RIGHTS_RESERVED: Final = (
    r"all rights reserved|alle rechte vorbehalten|tous droits réservés"
    r"|(?:todos los )?derechos reservados|(?:todos os )?direitos reservados"
    r"|(?:tutti i )?diritti riservati|riproduzione riservata|alle rechten voorbehouden"
    r"|med ensamrätt|все права защищены|всі права захищ|wszelkie prawa zastrzeżone"
    r"|(?:tüm )?hakları saklıdır|(?:جميع )?الحقوق محفوظة|版权所有|無断転載"
)

# What the name of another article stands behind: `Read also: …`.
READ_ALSO: Final = (
    r"(?:read|see|find out|learn) (?:more|also|next)|also read|further reading"
    r"|lesen sie (?:auch|hier|mehr|dazu|weiter)|(?:hier )?weiterlesen|hier lesen"
    r"|mehr (?:zum thema|dazu|lesen)|auch interessant|das könnte sie|passend dazu|siehe auch"
    r"|(?:à )?(?:lire|voir|écouter|regarder) (?:aussi|également|la suite|plus)|lisez aussi"
    r"|sur le même (?:sujet|thème)"
    r"|le[ae] (?:también|más|además|aquí)|lee (?:también|más)|ve(?:r|a) (?:también|más)"
    r"|te (?:puede|recomendamos)|le(?:ia|r) (?:também|mais|ainda)|veja (?:também|mais|ainda)"
    r"|saiba mais|leggi (?:anche|tutto|di più)|vedi anche|guarda anche|per approfondire"
    r"|lees (?:ook|meer|verder)|bekijk ook|läs (?:också|även|mer)|se (?:också|også)"
    r"|les (?:også|mer)|læs (?:også|mere)|lue (?:myös|lisää)"
    r"|czytaj (?:też|także|również|więcej)|zobacz (?:też|także|również|więcej)|čtěte také"
    r"|přečtěte si|olvassa el|kapcsolódó|citește și|vezi și"
    r"|читайте (?:также|далее|також|ещё)|смотрите также|дивіться також|прочетете още"
    r"|bunu da oku|devamını oku|ilgili haber|baca juga|simak juga|xem thêm|đọc thêm"
    r"|اقرأ (?:أيضا|أيضاً|أيضًا|المزيد)|شاهد أيضا|بیشتر بخوانید|קראו (?:גם|עוד)"
    r"|διαβάστε (?:επίσης|ακόμα)|相关(?:阅读|新闻|链接)|延伸阅读|延伸閱讀|関連記事"
    r"|あわせて読みたい|관련\s?기사|यह भी पढ़ें|ये भी पढ़ें|আরও পড়ুন"
)
